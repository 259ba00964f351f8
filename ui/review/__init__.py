"""What people should decide: which questions are open, and what speaks for and against them."""
