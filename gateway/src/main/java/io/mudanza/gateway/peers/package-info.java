/** Which node calls: by its client certificate, or by a signature with a key that is known beforehand. */
package io.mudanza.gateway.peers;
