/** How far a job is, and the stream of what happens to it. */
package io.mudanza.gateway.progress;
