"""What is compiled on every dialect, family by family."""
