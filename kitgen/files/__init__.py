"""Text of files to values, every fault with its place."""
