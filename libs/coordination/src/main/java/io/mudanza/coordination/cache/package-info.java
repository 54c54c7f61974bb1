/** What is asked for again and again, kept for a while: in Redis, in process where it is away, and never old after an invalidation. */
package io.mudanza.coordination.cache;
