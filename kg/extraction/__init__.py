"""Reading claims from parsed articles."""
