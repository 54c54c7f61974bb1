/** An uploaded bundle file becomes parts. */
package io.mudanza.transfer.unpack;
