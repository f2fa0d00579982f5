"""How much memory an import takes at most, measured in a process of its own."""

import subprocess
import sys
from pathlib import Path

import pytest

from tests.places import ROOT

# VmHWM and not ru_maxrss: the latter begins with what the parent took when it forked.
_IMPORT = """
import sys
from pathlib import Path
from crm.backends.engines import engine_for
from crm.backends.storage import Storage
from crm.sample.csv_import import import_folder
folder, database = sys.argv[1:]
import_folder(Path(folder), Storage(engine_for(f"sqlite:///{database}", create=True)))
status = Path("/proc/self/status").read_text()
print(next(line.split()[1] for line in status.splitlines() if line.startswith("VmHWM")))
"""


def peak_of_import(folder: Path, database: Path) -> int:
    """Megabytes that an import of that folder into a new database takes; needs Linux."""
    if not Path("/proc/self/status").exists():
        pytest.skip("the peak of a process is read from /proc, as Linux has it")
    command = [sys.executable, "-c", _IMPORT, str(folder), str(database)]
    done = subprocess.run(command, cwd=ROOT, check=True, capture_output=True, text=True)
    return int(done.stdout) // 1024
