"""From mentions to entities: the list of names, and who is meant by one."""
