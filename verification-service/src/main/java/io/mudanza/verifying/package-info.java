/** Proof that nothing was lost: compares what was loaded with the manifest, and certifies it. */
package io.mudanza.verifying;
