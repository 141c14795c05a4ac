/**
 * Preloaded into the processes that the scripts start: they end when the one that started them is
 * gone, however it went. Its end of the pipe on standard input closes then.
 */
process.stdin.on('close', () => process.kill(process.pid, 'SIGTERM'));
process.stdin.resume();
process.stdin.unref();
