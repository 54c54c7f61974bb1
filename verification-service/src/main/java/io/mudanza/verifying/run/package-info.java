/** The steps VERIFY and CERTIFY. */
package io.mudanza.verifying.run;
