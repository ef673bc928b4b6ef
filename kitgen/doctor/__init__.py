"""What this machine has and lacks for kitgen, and the command that mends each lack."""
