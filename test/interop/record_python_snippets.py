"""Records what the scripts of test/python/snippets print, into vectors/python/snippets.json."""

import json
import os
import subprocess
import sys
from pathlib import Path

HERE = Path(__file__).resolve().parent
FOLDER = HERE.parent / "python" / "snippets"
TARGET = HERE / "vectors" / "python" / "snippets.json"

printed = {}
for path in sorted(FOLDER.glob("*.py")):
    environment = {**os.environ, "PYTHONHASHSEED": "0", "HOME": "/home/someone", "TZ": "UTC", "PYTHONIOENCODING": "utf-8"}
    done = subprocess.run([sys.executable, str(path)], capture_output=True, text=True, encoding="utf-8", check=True, env=environment)
    printed[path.name] = done.stdout.split("\n")

TARGET.write_text(json.dumps(printed, indent=1, ensure_ascii=True) + "\n")
