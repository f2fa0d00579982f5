"""What can go wrong with the store. The database's own exceptions end here."""


class StoreUnavailable(Exception):
    """Crumb's own database can't be reached, or is locked, full or broken. Nothing was changed."""
