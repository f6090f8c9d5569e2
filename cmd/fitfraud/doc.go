// Fitfraud fits the weights of the fraud score.
//
//  1. It simulates a day of orders and knows which are thieves'.
//  2. It fits a logistic regression to what a shop would have seen of them.
//  3. It judges the result on a day that it has not seen, and prints what each
//     threshold catches and whom it harms.
//  4. With -write it writes the weights as Go code: that is what go generate does
//     in package actors.
package main
