"""Drawing that more than one view uses."""
