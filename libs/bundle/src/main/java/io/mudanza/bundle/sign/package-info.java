/** Ed25519 signatures with the key of a node; JDK only. */
package io.mudanza.bundle.sign;
