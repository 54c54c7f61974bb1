/** The media store of a platform: safe keys, index, the staged set beside the live one, and the switch of both. */
package io.mudanza.bundle.media;
