namespace Marketplace.Tables;

static class Bilingual
{
    public static string Of(string zh, string en) => zh.Length == 0 || en.Length == 0 || zh == en ? zh + (zh == en ? "" : en) : $"{zh} {en}";
}
