"""What the server is told: the settings a person may change, and those the launcher insists on."""

from __future__ import annotations

import sys
from collections.abc import Mapping
from pathlib import Path

ADDRESS = "127.0.0.1"

INITIAL: Mapping[str, str] = {
    # A small machine that is shared with the application: 2 cores, 8 GB, data that mostly fit into memory.
    "max_connections": "60",
    "shared_buffers": "128MB",
    "effective_cache_size": "1GB",
    "work_mem": "8MB",
    "maintenance_work_mem": "64MB",
    "max_wal_size": "512MB",
    "checkpoint_timeout": "15min",
    "random_page_cost": "1.1",
    # Statements here take milliseconds: compiling or spreading them costs more than it gains. Parallel workers also
    # need /dev/shm, of which a container has 64 MB.
    "jit": "off",
    "max_parallel_workers_per_gather": "0",
    "max_parallel_maintenance_workers": "0",
    "huge_pages": "off",
    "timezone": "UTC",
    "log_timezone": "UTC",
    # A replication slot that nobody reads any more must not fill the disk.
    "max_slot_wal_keep_size": "1GB",
}
"""Written to ``postgresql.conf`` when the data folder is made. Whoever edits that file later is obeyed."""

_DURABLE: Mapping[str, str] = {
    "fsync": "on",
    "full_page_writes": "on",
    "synchronous_commit": "on",
    "wal_level": "replica",
    # No archive without someone who reads and bounds it: see decision 0002.
    "archive_mode": "off",
}

# One flush of the whole file system before recovery instead of one for each file: 50 ms instead of 800 after a kill,
# measured on a busy machine. Other systems do not have it.
_RECOVERY: Mapping[str, str] = {"recovery_init_sync_method": "syncfs"} if sys.platform == "linux" else {}

_SILENT: Mapping[str, str] = {
    # The log holds nothing that a person said. Errors that a statement provokes quote values in their first line
    # ("invalid input syntax for ..."), so only LOG, FATAL and PANIC are written; terse leaves out the detail, which
    # after a crash quotes the statement that was running.
    "log_min_messages": "log",
    "log_min_error_statement": "panic",
    "log_error_verbosity": "terse",
    "log_statement": "none",
    "log_duration": "off",
    "log_min_duration_statement": "-1",
    "log_min_duration_sample": "-1",
    "log_transaction_sample_rate": "0",
    "log_parameter_max_length": "0",
    "log_parameter_max_length_on_error": "0",
    "log_autovacuum_min_duration": "-1",
    "log_temp_files": "-1",
    "log_checkpoints": "off",
    "log_connections": "",
    "log_line_prefix": "%m [%p] ",
    "log_destination": "stderr",
    "logging_collector": "off",
}


def insisted(*, port: int, socket_folder: Path) -> Mapping[str, str]:
    """Return the settings given on the command line, where neither a file nor ALTER SYSTEM overrules them."""
    return {
        "listen_addresses": ADDRESS,
        "port": str(port),
        "unix_socket_directories": f'"{socket_folder}"',
        "unix_socket_permissions": "0700",
        **_DURABLE,
        **_RECOVERY,
        **_SILENT,
    }


def environment() -> Mapping[str, str]:
    """Return the whole environment of the server.

    Nothing is inherited: what runs inside the database can read its environment, and the application's holds keys.
    """
    return {"PATH": "/usr/local/bin:/usr/bin:/bin", "LC_ALL": "C", "TZ": "UTC"}
