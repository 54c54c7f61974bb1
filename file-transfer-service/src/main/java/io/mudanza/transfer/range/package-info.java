/** Downloads that can be continued: ranges, entity tags and digests of HTTP. */
package io.mudanza.transfer.range;
