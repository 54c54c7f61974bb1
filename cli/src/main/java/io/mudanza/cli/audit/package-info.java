/** {@code mudanza audit}: who did what at a node. */
package io.mudanza.cli.audit;
