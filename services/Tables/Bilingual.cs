namespace Marketplace.Tables;

static class Bilingual
{
    /// <summary>Both, with a blank between; one when the other is empty or the same.</summary>
    public static string Of(string zh, string en) => zh == en ? zh : $"{zh} {en}".Trim();
}
