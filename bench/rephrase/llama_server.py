"""llama_server.py MODEL PORT THREADS SLOTS CONTEXT: llama.cpp's server, in this process, until it is interrupted."""
import signal
import sys

import xllamacpp

model, port, threads, slots, context = sys.argv[1], *map(int, sys.argv[2:])
params = xllamacpp.CommonParams()
params.model.path = model
params.hostnames = ["127.0.0.1"]
params.port = port
params.n_parallel = slots
params.n_ctx = slots * context
params.kv_unified = False
params.cache_ram_mib = 0
params.warmup = False
params.cpuparams.n_threads = threads
params.cpuparams_batch.n_threads = threads
server = xllamacpp.Server(params)
print("listening on", server.listening_address, flush=True)
signal.pause()
