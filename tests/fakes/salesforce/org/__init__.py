"""The org: what objects there are, their records, who may see and change them."""
