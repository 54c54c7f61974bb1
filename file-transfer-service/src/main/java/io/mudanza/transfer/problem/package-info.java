/** How this service says no over HTTP. */
package io.mudanza.transfer.problem;
