"""Where things lie: the checkout, and the folder of shared facts and data beside it."""

import os
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent


def shared_folder() -> Path | None:
    """The shared folder: `CRUMB_SHARED` where set, else the checkout's sibling; None if absent."""
    folder = Path(os.environ.get("CRUMB_SHARED") or ROOT.parent / "shared")
    return folder if folder.is_dir() else None
