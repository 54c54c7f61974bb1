/** The signed report of a job: what moved, every digest compared, the verdict; checked offline. */
package io.mudanza.engine.certificate;
