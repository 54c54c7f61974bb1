/** The media store of the platform: listed, read, written and staged. */
package io.mudanza.transfer.media;
