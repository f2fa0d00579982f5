"""The CRMs there are: the embedded database, and what is reached over a network."""
