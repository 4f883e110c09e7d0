// Loaded into what the demo starts: it ends when the demo is gone, even killed.
process.once('disconnect', () => process.kill(process.pid, 'SIGTERM'));
process.channel?.unref();
