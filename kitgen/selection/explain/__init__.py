"""Why a selection is as it is, and why there is none."""
