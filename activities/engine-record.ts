/** Stands in the outbox for messages that belong to no ticket; what became of them stands in the stream `engine`. */
export const ENGINE_RECORD = 'engine';
