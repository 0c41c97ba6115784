package io.tallymark.dashboard;

import static org.assertj.core.api.Assertions.assertThat;

import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever a message holds, its picture loads nothing, runs nothing and leads nowhere (U5). */
class HarmlessHtmlTest {

    private static Document picture(String html) {
        return Jsoup.parse(HarmlessHtml.of(html, "Image"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<script>alert(1)</script>",
                "<img src=https://evil.example/x.png onerror=alert(1)>",
                "<img srcset='https://evil.example/x.png 2x' alt=x>",
                "<a href='javascript:alert(1)' onclick=alert(1) ping=https://evil.example>x</a>",
                "<body onload=alert(1) background=https://evil.example/b.png>",
                "<table background='https://evil.example/b.png'><tr><td background=//evil.example>x</table>",
                "<iframe srcdoc='<script>alert(1)</script>'></iframe><object data=https://evil.example></object>",
                "<embed src=https://evil.example><video poster=https://evil.example src=https://evil.example></video>",
                "<svg><script>alert(1)</script><image href=https://evil.example /></svg>",
                "<svg><style><img src=x onerror=alert(1)></style></svg>",
                "<math><mtext><table><mglyph><style><img src=https://evil.example onerror=alert(1)></style></table></mtext></math>",
                "<noscript><p title='</noscript><img src=https://evil.example onerror=alert(1)>'></noscript>",
                "<link rel=stylesheet href=https://evil.example><base href=https://evil.example>",
                "<meta http-equiv=refresh content='0;url=https://evil.example'>",
                "<form action=https://evil.example><input name=password><button formaction=https://evil.example>go</button></form>",
                "<div style='background:url(https://evil.example/x)'>x</div>",
                "<div style='background:u\\72l(https://evil.example/x)'>x</div>",
                "<div style='background:ur/**/l(https://evil.example/x)'>x</div>",
                "<div style='background:image-set(\"https://evil.example/x\" 1x)'>x</div>",
                "<style>@import 'https://evil.example/x.css'; @font-face{font-family:a;src:url(https://evil.example)}</style>",
                "<style>p{background:url(https://evil.example)}<\\/style><script>alert(1)</script>",
                "<style></*x*/style><script>alert(1)</script>",
                "<!--[if mso]><v:rect xmlns:v=x><v:fill src=https://evil.example></v:rect><![endif]--><p>x",
                "<xmp><img src=https://evil.example onerror=alert(1)></xmp><plaintext><script>alert(1)</script>",
                "<template><img src=https://evil.example></template><textarea><img src=x onerror=alert(1)></textarea>",
                "<custom-element onfocus=alert(1) autofocus src=https://evil.example>x</custom-element>",
                "<img src='data:image/svg+xml,<svg onload=alert(1)>'>",
            })
    void u5_hostileHtmlIsHarmless(String html) {
        for (Element element : picture(html).getAllElements()) {
            assertThat(element.normalName())
                    .isNotIn(
                            "script",
                            "iframe",
                            "object",
                            "embed",
                            "svg",
                            "math",
                            "link",
                            "base",
                            "form",
                            "input",
                            "video",
                            "template");
            element.attributes().forEach(attribute -> {
                assertThat(attribute.getKey())
                        .isNotIn(
                                "src",
                                "srcset",
                                "href",
                                "background",
                                "action",
                                "poster",
                                "ping",
                                "data",
                                "content",
                                "http-equiv")
                        .doesNotStartWith("on");
                if (!attribute.getKey().equals("title")) {
                    assertThat(attribute.getValue()).doesNotContain("url(", "javascript:", "image-set(");
                }
            });
            if (element.normalName().equals("style")) {
                assertThat(element.data()).doesNotContain("url(", "@import", "@font-face");
            }
        }
    }

    @Test
    void u5_whatCanBeShownLooksTheSame() {
        Document page = picture(
                "<head><style>.big{font-size:30px}</style></head><body bgcolor='#eee'><table width=600 cellpadding=4>"
                        + "<tr><td class=big style='color:red' align=center>Hello <b>you</b></td></tr></table></body>");
        assertThat(page.select("td.big").attr("style")).isEqualTo("color:red");
        assertThat(page.select("table").attr("width")).isEqualTo("600");
        assertThat(page.body().attr("bgcolor")).isEqualTo("#eee");
        assertThat(page.select("style").html()).contains(".big{font-size:30px}");
        assertThat(page.text()).isEqualTo("Hello you");
    }

    @Test
    void u5_imagesBecomeBoxesWithTheirWords() {
        Document page = picture(
                "<img src=https://example.com/a.png alt='A red shoe' width=300 height=200><img src=b.png>"
                        + "<img src=https://example.com/pixel.gif width=1 height=1><img src='data:image/png;base64,AAAA' alt=own>");
        assertThat(page.select(".tallymark-image").eachText()).containsExactly("A red shoe", "Image");
        assertThat(page.select(".tallymark-image").first().attr("style")).isEqualTo("width:300px;height:200px;");
        assertThat(page.select("img").eachAttr("src")).containsExactly("data:image/png;base64,AAAA");
    }

    @Test
    void u5_linksShowWhereTheyLeadAndLeadNowhere() {
        Element link =
                picture("<a href='https://example.com/?a=1&amp;b=2'>Offer</a>").selectFirst("a");
        assertThat(link.attr("title")).isEqualTo("https://example.com/?a=1&b=2");
        assertThat(link.hasAttr("href")).isFalse();
    }
}
