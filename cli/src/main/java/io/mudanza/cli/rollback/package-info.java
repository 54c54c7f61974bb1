/** Going back to the state before a job. */
package io.mudanza.cli.rollback;
