using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using Marketplace.Contracts;
using Marketplace.Contracts.Proofs;
using Marketplace.Crediting.Domain;
using Marketplace.Crediting.Reports;
using PdfSharp;
using PdfSharp.Drawing;
using PdfSharp.Pdf;
using QRCoder;

namespace Marketplace.Crediting.Certificates;

/// <summary>
/// A certificate on a page of A4, Chinese first. The same certificate always gives the same bytes: the only time in it is the entry's.
/// </summary>
static partial class CertificatePdf
{
    const double Left = 50, Top = 50, LabelWidth = 170, LineHeight = 1.35, Module = 2.1;

    // PDFsharp keeps what it knows of fonts for all documents.
    static readonly Lock One = new();

    public static byte[] Of(CreditCertificate certificate)
    {
        lock (One)
        {
            var font = CertificateFont.Load();
            using var document = new PdfDocument();
            document.Info.Title = $"计量凭证 {certificate.Number}";
            document.Info.CreationDate = certificate.Entry.PostedAt.UtcDateTime;
            document.Info.ModificationDate = certificate.Entry.PostedAt.UtcDateTime;
            var page = document.AddPage();
            page.Size = PageSize.A4;
            using (var graphics = XGraphics.FromPdfPage(page))
            {
                Draw(certificate, new Sheet(graphics, font, page.Width.Point));
            }

            using var file = new MemoryStream();
            document.Save(file);
            return WithoutChance(file.ToArray(), certificate);
        }
    }

    static void Draw(CreditCertificate certificate, Sheet sheet)
    {
        sheet.Write("计量凭证", 22);
        sheet.Write("Certificate of credit", 12);
        sheet.Space(10);
        foreach (var (label, value) in Rows(certificate))
        {
            sheet.Row(label, value);
        }

        sheet.Space(6);
        sheet.Write(
            "本凭证证明一条计量分录；此后的退货、降价或冲销另记分录。请用验证工具核对数据凭证，并与下列核验码比对。", 8.5);
        sheet.Write(
            "It certifies one entry; what is taken back later is an entry of its own. "
            + "Check the data with the verifier, and compare the text below.",
            8.5);
        sheet.Space(6);
        sheet.Code(certificate.VerificationText());
    }

    static IEnumerable<(BilingualText Label, string Value)> Rows(CreditCertificate certificate)
    {
        var (sale, entry, proof) = (certificate.Sale, certificate.Entry, certificate.Proof);
        return
        [
            (new("凭证编号", "Number"), certificate.Number),
            (new("计入金额", "Credited"), $"{Yuan(entry.AmountFen)} 元 yuan"),
            (new("其中补贴", "Of which subsidy"), $"{Yuan(entry.SubsidisedFen)} 元 yuan"),
            (new("渠道与层级", "Scheme and tier"), $"{Term(entry.Scheme, (Scheme scheme) => ReportTexts.Of(scheme))} · "
                + Term(entry.Tier, (PairingTier tier) => ReportTexts.Of(tier))),
            (new("计入对象", "Credited to"), $"{entry.EastName}—{entry.WestName}"),
            (new("方式", "Mode"), Term(entry.Mode, (CreditMode mode) => ReportTexts.Of(mode))),
            (new("分录类型", "Type of entry"), Term(entry.EntryType, (EntryType type) => ReportTexts.Of(type))),
            (new("认定日 / 记账月份", "Recognised / posted in"), $"{Day(entry.RecognitionDate)} / {entry.PostingPeriod}"),
            (new("采购单位", "Buyer"), sale.UnitName),
            (new("供应商", "Supplier"), sale.SupplierName),
            .. sale.FacilitatorName is { } facilitator ? [(new("帮销主体", "Facilitator"), facilitator)] : ((BilingualText, string)[])[],
            (new("商品 / 产地", "Goods / origin"), $"{sale.ProductName} / {sale.OriginName}"),
            (new("计入数量 / 验收数量", "Quantity / accepted"), $"{entry.Quantity} / {sale.Accepted} {sale.TradeUnit}"),
            (new("成交单号 / 成交行", "Order / line"), $"{sale.PurchaseNumber} / {sale.LineId} · {sale.AcceptanceNo} · {sale.ShareNo}"),
            (new("本份验收金额", "Accepted value of the share"), $"{Yuan(sale.AmountFen)} 元 yuan"),
            (new("规则 / 口径版本", "Rule / rule set"), $"{entry.Rule} / {entry.RuleSetVersion}"),
            (new("理由", "Reason"), $"{entry.Words.Zh} {entry.Words.En}"),
            (new("分录", "Entry"), $"{entry.EntryNo} · {entry.EntryId}"),
            (new("区块 / 账本头", "Block / signed head"), $"{proof.Block.BlockNo} / {proof.Head.Number}"),
            (new("分录哈希", "Hash of the entry"), proof.LeafHash),
            (new("账本根", "Root of the ledger"), proof.Head.TreeRoot),
            (new("凭证哈希", "Hash of the certificate"), certificate.Hash()),
            (new("签名密钥", "Key"), certificate.KeyId),
            (new("签名", "Signature"), certificate.Signature),
        ];
    }

    static string Term<T>(string name, Func<T, BilingualText> text)
        where T : struct, Enum => text(Enum.Parse<T>(name)).Both();

    static string Yuan(long fen) => (fen / 100m).ToString("#,##0.00", CultureInfo.InvariantCulture);

    static string Day(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    /// <summary>
    /// PDFsharp draws lots for the ids of a document and for the name of an embedded font. They get values of the same length.
    /// </summary>
    static byte[] WithoutChance(byte[] file, CreditCertificate certificate)
    {
        var text = Encoding.Latin1.GetString(file);
        var hash = certificate.Hash();
        if (NameOfFont().Match(text) is { Success: true } drawn)
        {
            text = text.Replace($"/{drawn.Groups[1].Value}+", "/CREDIT+", StringComparison.Ordinal);
        }

        text = IdOfDocument().Replace(text, $"uuid:{certificate.Entry.EntryId}");
        text = IdOfFile().Replace(text, $"<{hash[..32].ToUpperInvariant()}>");
        return Encoding.Latin1.GetBytes(text);
    }

    [GeneratedRegex("/FontName/([A-Z]{6})\\+")]
    private static partial Regex NameOfFont();

    [GeneratedRegex("uuid:[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")]
    private static partial Regex IdOfDocument();

    [GeneratedRegex("(?<=/ID\\[(<[0-9A-F]{32}>)?)<[0-9A-F]{32}>")]
    private static partial Regex IdOfFile();

    /// <summary>A page that is written from the top down.</summary>
    sealed class Sheet(XGraphics graphics, CertificateFont font, double width)
    {
        const double LabelSize = 8.5, ValueSize = 9.5;

        double _y = Top;

        public void Space(double height) => _y += height;

        public void Write(string text, double size) => _y = Lines(text, size, Left, width - Left - Left, _y);

        public void Row(BilingualText label, string value)
        {
            var under = Lines(label.Both(), LabelSize, Left, LabelWidth - 8, _y);
            _y = Math.Max(under, Lines(value, ValueSize, Left + LabelWidth, width - Left - Left - LabelWidth, _y)) + 2;
            graphics.DrawLine(XPens.LightGray, Left, _y, width - Left, _y);
            _y += 2;
        }

        /// <summary>The text as a QR code, and as text beside it.</summary>
        public void Code(string text)
        {
            using var generator = new QRCodeGenerator();
            using var code = generator.CreateQrCode(text, QRCodeGenerator.ECCLevel.M);
            var rows = code.ModuleMatrix;
            for (var row = 0; row < rows.Count; row++)
            {
                for (var column = 0; column < rows.Count; column++)
                {
                    if (rows[row][column])
                    {
                        graphics.DrawRectangle(XBrushes.Black, Left + (column * Module), _y + (row * Module), Module, Module);
                    }
                }
            }

            var beside = Left + (rows.Count * Module) + 10;
            var under = Lines("核验码 Verification text", LabelSize, beside, width - Left - beside, _y + 10);
            Lines(text, LabelSize, beside, width - Left - beside, under);
            _y += rows.Count * Module;
        }

        double Lines(string text, double size, double left, double room, double top)
        {
            var pen = new XFont(CertificateFont.Family, size);
            var rest = font.Printable(text);
            while (rest.Length > 0)
            {
                var fits = Fitting(rest, pen, room);
                graphics.DrawString(rest[..fits].TrimEnd(), pen, XBrushes.Black, new XPoint(left, top + size));
                (rest, top) = (rest[fits..].TrimStart(), top + (size * LineHeight));
            }

            return top;
        }

        /// <summary>How many characters fit on a line: up to a blank where there is one in its second half.</summary>
        int Fitting(string text, XFont pen, double room)
        {
            var fits = 1;
            while (fits < text.Length && graphics.MeasureString(text[..(fits + 1)], pen).Width <= room)
            {
                fits++;
            }

            return fits < text.Length && text.LastIndexOf(' ', fits) is var blank && blank > fits / 2 ? blank + 1 : fits;
        }
    }
}
