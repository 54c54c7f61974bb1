/** Parts, the feed that announces them, and their compressed form. */
package io.mudanza.bundle.part;
