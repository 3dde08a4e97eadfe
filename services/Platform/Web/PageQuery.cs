namespace Marketplace.Platform.Web;

/// <summary>Which page of a list: bind it with [AsParameters].</summary>
/// <param name="After">The "next" of the page before; absent for the first page.</param>
/// <param name="Size">How many items at most, 1 to 200; 50 when not given.</param>
public sealed record PageQuery(string? After = null, int Size = PageQuery.SizeDefault) : IChecked
{
    public const int SizeDefault = 50;

    public const int SizeMax = 200;

    public void Check(Checks checks) => checks.Range(Size, 1, SizeMax, "size");
}
