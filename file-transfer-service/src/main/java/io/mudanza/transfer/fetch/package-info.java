/** A bundle comes from a peer, part by part. */
package io.mudanza.transfer.fetch;
