/** Bytes that pass through: exports, uploads, media, certificates, checkpoints. */
package io.mudanza.gateway.transfers;
