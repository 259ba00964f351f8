"""What the view of insights works out, without drawing it."""
