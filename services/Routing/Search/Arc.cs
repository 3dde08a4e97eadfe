namespace Marketplace.Routing.Search;

/// <summary>From one node to another.</summary>
readonly record struct Arc(int Distance, int Duration);
