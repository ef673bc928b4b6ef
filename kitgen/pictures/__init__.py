"""Pictures that are printed: drawings and photographs, looked through before they are used."""
