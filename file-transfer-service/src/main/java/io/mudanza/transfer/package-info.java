/** Bytes between stores and peers: bundles that arrive or leave, uploads, and the media of the platform. */
package io.mudanza.transfer;
