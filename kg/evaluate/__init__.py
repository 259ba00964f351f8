"""How good it is: claims, trees and names, each measured against what people wrote down."""
