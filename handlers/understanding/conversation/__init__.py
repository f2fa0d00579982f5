"""A question that goes on from the last one."""
