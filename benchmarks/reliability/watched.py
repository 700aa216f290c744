"""Run a command and print, after what it says itself, the most memory that it had."""

import resource
import subprocess
import sys

code = subprocess.run(sys.argv[1:], check=False).returncode
print(f"\n#kilobytes {resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss}", end="")
sys.exit(code if code >= 0 else 128 - code)
