"""Hot data in Valkey or Redis: windows, notices, leases. A projection: what is lost here is slower, never wrong."""
