"""Questions on a first morning: words of other CRMs, customer care, a VP's figures."""
