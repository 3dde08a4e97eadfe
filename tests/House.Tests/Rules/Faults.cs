using Xunit;

namespace Marketplace.House.Tests.Rules;

/// <summary>What is wrong, one fault a line.</summary>
static class Faults
{
    /// <summary>Fails with all of them, so that whoever moved a file sees every page that names it.</summary>
    public static void AreNone(IEnumerable<string> faults)
    {
        var all = string.Join(Environment.NewLine, faults);
        Assert.True(all.Length == 0, all);
    }
}
