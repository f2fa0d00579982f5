"""Questions written by somebody who had not seen how they are read, with answers in plain Python.

Each file has ROWS, which are answered rightly, and NOT_YET, which are not so far: those run only
with `CRUMB_NOT_YET=1`, and move up into ROWS once they pass.
"""
