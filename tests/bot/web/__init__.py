"""The demo's pages, over the real parts and a sample company."""
