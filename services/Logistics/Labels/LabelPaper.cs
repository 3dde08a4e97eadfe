using System.Security.Cryptography;
using System.Text.Json;
using Marketplace.Printing;
using QRCoder;

namespace Marketplace.Logistics.Labels;

/// <summary>Labels as PDF, one a page.</summary>
static class LabelPaper
{
    public const string Pdf = "application/pdf";

    public static byte[] Of<TLabel>(
        string title, DateTimeOffset at, IReadOnlyList<TLabel> labels, Action<TLabel, PrintedLabel> draw)
    {
        var hash = SHA256.HashData(JsonSerializer.SerializeToUtf8Bytes(labels));
        return PrintedPaper.LabelsOf(
            title, at, new Guid(hash[..16]), Convert.ToHexString(hash),
            [.. labels.Select(label => (Action<PrintedLabel>)(paper => draw(label, paper)))]);
    }

    /// <summary>The code as a square with the white border that scanners need, by row and column; true is black.</summary>
    public static IReadOnlyList<IReadOnlyList<bool>> ModulesOf(string code)
    {
        using var generator = new QRCodeGenerator();
        using var square = generator.CreateQrCode(code, QRCodeGenerator.ECCLevel.M);
        return [.. square.ModuleMatrix.Select(row => row.Cast<bool>().ToArray())];
    }
}
