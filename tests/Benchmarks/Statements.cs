using System.Globalization;
using System.Text.RegularExpressions;

namespace Marketplace.Benchmarks;

/// <summary>Prints the statements that took most of PostgreSQL's time, for each order.</summary>
static partial class Statements
{
    const int TextMax = 160;

    public static void Print(Driven driven)
    {
        foreach (var cost in driven.Costliest)
        {
            var text = Blanks().Replace(cost.Text, " ");
            var (milliseconds, calls) = (cost.Milliseconds / driven.Placed, (double)cost.Calls / driven.Placed);
            Console.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"  {milliseconds,7:0.000} ms {calls,6:0.00} × {cost.Database,-9} {text[..Math.Min(TextMax, text.Length)]}"));
        }
    }

    [GeneratedRegex(@"\s+")]
    private static partial Regex Blanks();
}
